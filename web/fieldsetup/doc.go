// Package fieldsetup is where a municipality sets up what goes to its villages: neighbourhoods and places to stand,
// vehicles, kits, themes and partners, and the school holidays. A municipality without a bus sees nothing of it.
//
// What refers to a thing is named and prevents that it is deleted; it is withdrawn instead, and then nobody plans with
// it any more. The rules live in outreach; these pages ask and tell.
package fieldsetup
