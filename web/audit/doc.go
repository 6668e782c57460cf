// Package audit is where an auditor reads who changed or looked at what, and when: by period, kind, id and colleague.
//
//   - Every reading asks for a reason and is audited itself, before anything is shown.
//   - Nothing is counted, ranked or exported about one colleague (I13); who is looked for reads on their own page
//     that they were, by whom and why.
//   - What is read is kept by booking/ledger and read through web/account; nothing here can change it.
package audit
