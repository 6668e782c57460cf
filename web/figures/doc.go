// Package figures shows what was counted: for colleagues by week, place, product and hour, and as files.
//
// Everything comes from booking/figures as it may be published, and every picture is drawn from the table that stands
// behind it, so that picture, table, CSV, ODS and PDF never differ.
package figures
