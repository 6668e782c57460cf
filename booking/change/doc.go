// Package change carries out what the municipality does to appointments: a day, an afternoon, a desk or an
// office that closes, or any other change of the catalogue that takes times away. What would happen is seen
// before it happens, nobody is forgotten, and nobody is told twice.
//
// Foresee plans a change without making it. Make closes the supply at once and holds the new times; each
// appointment keeps its old time until the messages leave, a quarter of an hour later or when somebody says
// "now" (Send). Until then TakeBack undoes all of it and nobody was told. After that each line has been
// carried out in a transaction of its own: moved within the hour and told, asked with two times held, or put
// on the call list.
package change
