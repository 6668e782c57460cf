// Package upl is the national list of product names (Uniforme Productnamenlijst, UPL), as far as it concerns
// appointments: the products that nearly every municipality has, as models with minutes, what to bring and texts in
// Dutch, English and German. A municipality picks some; from then on they are its own, and no newer model changes them.
//
// It promises that each model could be booked as it is, at a desk that has its skill. Amounts are in none, since they
// change every year and differ between municipalities.
//
// Beside the catalogue it knows nothing.
package upl
