// Package textfile reads the files that people make elsewhere: whatever encoding a spreadsheet or an editor
// gave them, and JSON with every fault named by line, column and record.
//
// It promises that nothing it refuses is half read, that a refusal says where in the file it is and what to do,
// in words and never in those of a parser, and that no content makes it panic. It is pure: whoever calls it
// reads the bytes.
package textfile
