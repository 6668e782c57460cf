// Package people is where a municipality says who may do what: which colleagues are let in and changed, which rights
// make a role, and which keys machines of others come in with. What a change of a role changes for whom is shown before it is done.
//
// The rules live in web/account; these pages ask and tell. What colleagues do with their own account stands there too.
package people
