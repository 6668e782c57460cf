// Package roster holds who works when: colleagues with their skills and hours, duties at a desk or
// on an outing, absence and swaps.
//
//   - One person is never in two places: no verb here writes such a duty, published or not.
//   - Every other rule that a duty would break is named (Rule), and most can be accepted knowingly.
//     What the law or a skill forbids cannot.
//   - A period is drafted, then published. From then on Plan says who covers an office, and booking
//     limits new offers to that; promises that stand keep standing.
//   - Who is absent has no duty meanwhile. The duty itself stays, so that whoever comes back has it.
//
// Colleagues are known by the id of their account and nothing else: no name, no reason of absence.
// It refuses to answer anything about one colleague that a figure could be made of (I13): there is
// no sum of hours here, and events name periods, offices and days.
package roster
