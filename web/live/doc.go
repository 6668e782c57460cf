// Package live keeps pages current over server-sent events.
//
// Not built yet. What it will promise:
//
//   - A follower that reconnects misses nothing: events are numbered by the ledger's sequence, and
//     what cannot be replayed is answered by a fresh snapshot.
//   - A follower that does not read is cut; it never holds up another.
//   - All security headers stand on the stream too, since a hijacked connection loses them.
//   - Shutdown says goodbye and when to come back, before the server stops.
//
// What it refuses: personal data on any topic.
//
// It may import booking/ledger and web/lang, and reads a clock for socket deadlines only.
package live
