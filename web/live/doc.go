// Package live keeps pages current over server-sent events: a topic is rendered once per change and
// the same bytes go to everybody who follows it.
//
// What it promises:
//
//   - A follower that reconnects misses nothing: a message's id is the ledger's sequence, what it
//     missed is sent again from memory, else as a snapshot with the number of every event since.
//   - Every follower of a topic sees the same messages in the same order, each once.
//   - A follower that does not read is cut; it never holds up another, nor a transaction.
//   - Who may follow is asked again every other second: a role taken away or a session ended cuts the
//     stream.
//   - All security headers stand on the stream too, since a hijacked connection loses them.
//   - Shutdown says goodbye and when to come back, and is not held up by anybody.
//   - Where no stream can be had the same address answers the same fragments, with an ETag.
//
// For handlers of other rooms:
//
//	t := hub.Topic("queue/gendringen/nl", wants, render)        // the same name is the same topic
//	t := hub.Topic(name, wants, render, live.Every(15*time.Second))
//	return hub.Serve(c, t)                                      // on a Live route of the table
//	@live.Status(q.Words, "/medewerker/live/rij", seq)          // on the page, once per topic
//
//	func render(r ledger.Reader) ([]live.Fragment, error) {
//		return []live.Fragment{live.Part("rij", queueList(…))}, nil
//	}
//
// A fragment is one element of the page, found again by its id. In the browser live.js replaces it:
// with the focus kept, a field that is being filled in left alone, and the content of an aria-live
// region changed in place so that it is read aloud. The script tells the page of events that
// happened: document "balie:change", with their kinds.
//
// What it refuses: personal data on any topic that residents follow, and a topic per person.
//
// It may import booking/ledger and web/lang, and reads a clock for socket deadlines only.
package live
