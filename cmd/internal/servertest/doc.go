// Package servertest starts servers, and the program itself, for the tests of cmd: a small town, a hall with
// desks, residents without JavaScript, and a mail server.
//
// What a test starts ends with it. No test needs a port, a folder or a clock that another has.
package servertest
