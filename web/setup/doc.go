// Package setup is a municipality as files: everything that is set up and never a person, written as readable text in
// a stable order, one file for each thing, and read again.
//
// It promises that what was exported is imported exactly; that a file with a fault is refused with its line and
// field, and then nothing is changed; that an import is planned on what stands, so that its differences and the
// appointments that it touches are known before; that all of it holds from one put on, or nothing; and that it says
// what was changed on screen since the files were exported. Files of earlier versions are read as ever.
package setup
