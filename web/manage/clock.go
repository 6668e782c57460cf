package manage

import "balie/web/staff"

// clockOf reads a time as people type it.
var clockOf = staff.ClockOf
