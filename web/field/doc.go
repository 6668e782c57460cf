// Package field is the phone of the team on the road: today as a timeline, with three thumb actions.
//
// Not built yet. What it will promise:
//
//   - It works without signal, says how much is unsynced, and syncs without conflict.
//   - What was done twice because of a lost answer counts once.
//
// What it refuses: to keep personal data on the phone.
//
// It may import outreach, booking, booking/ledger and web's shared rooms.
package field
