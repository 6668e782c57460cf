// Package lang holds every word on the screen, in Dutch (B1, the first), English and German.
//
// The words stand in a folder a language, a file for each audience, a line each: a key, an equals sign,
// the text.
// Every key stands in all three with the same arguments, or a test fails; so does a key that no
// code uses, and a key that code uses and no file has. Texts of products and offices are data of
// the municipality and do not stand here.
package lang
