// Package forecast says how an office goes on: how long who waits or comes now will wait, whether a visit still
// fits today, what a desk that is lost costs, what a day to come and a day that was look like in a simulation.
//
// SteeringState is an office as a decision sees it, with what the office learned of its own days; queue.Next and
// queue.CallBy take it as an argument. Watch looks at every office once, keeps what was forecast, warns, and asks a
// colleague who can help. Learner learns from a day that queue.CloseDay closes, and holds what was forecast against
// what was waited.
//
// It promises that what it learns holds no person, colleague, desk or single visit (I13). It changes no ticket.
package forecast
