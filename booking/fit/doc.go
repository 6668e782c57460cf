// Package fit decides whether a visit fits a day, and at which desk.
//
// A visit is promised an office, a time and somebody with the skills; its desk
// stays tentative until the call. So when no desk is free as the day stands,
// visits may swap desks to make room; their times never move. [Place] is the
// one decision: [Starts] offers a time exactly when Place would take it,
// [Arrange] and [Rank] ask it too.
//
// The package promises that a visit it accepts has cells of its own on a desk
// with the skills, that no other visit loses that, and that the same question
// always has the same answer: effort is bounded by counting steps, never by
// looking at a clock. When the steps run out the answer is a refusal. That can
// hide a last free place on a very full, very tangled day; it can never sell a
// place twice. The package reads no clock, no file and no chance.
package fit
