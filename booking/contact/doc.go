// Package contact is the only home of personal data.
//
// A resident's name, e-mail address, telephone number and note are sealed per appointment, each
// under a key of its own from a separate key file (Vault). Forgetting overwrites that key and
// syncs the key file; what is left in the ledger, and in every backup of it, is noise.
//
// The package never logs what it opens, never names a person in an error, and never keeps an
// opened value. Whoever calls Read shows it to the resident, or to the colleague who helps them.
package contact
