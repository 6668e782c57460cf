// Package reception is the receptionist's tablet at the door, and the team lead's day.
//
//   - The receptionist searches within today by name, number, code or time, one to five matches at most and
//     noted for the auditor before they are shown; lets people in with or without an appointment;
//     and notes who waits outside, needs a chair, is fetched, left or came back.
//   - Every outcome at the door is said in words, and what to do with it.
//   - The queue is followed live, by number, without a name; what is discreet is not named on it.
//   - The team lead sees the desks of an office, who waits too long and the day's figures: of the
//     office, never of a desk or a colleague (I13).
//   - A check-in kiosk that calls for help stands on top, with a sound, until somebody goes there.
//   - For a power cut the browser keeps the list of today sealed; what was written on paper is typed back.
//
// What it refuses: a list of names, and calling people (web/counter).
//
// It may import kiosk, queue, booking and its rooms, web/page, web/lang, web/live and web/account.
package reception
