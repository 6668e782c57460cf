// Package files takes the municipality out as readable files and brings it in again: the difference to what stands and
// its effect on appointments first, then all of it or nothing.
package files
