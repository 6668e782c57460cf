// Package demo is a made-up municipality to look around in: its town, its colleagues and their roster, the bus
// and its outings, and people who book and come in.
//
// The town is a folder of files as balie import takes them. The same clock gives the same town. Nobody in it
// exists, and nothing is sent to anybody.
package demo
