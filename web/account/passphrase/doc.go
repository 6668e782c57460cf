// Package passphrase says which passphrases are guessed too soon, and keeps them as hashes that are dear to guess:
// argon2id, with a bound on how many are made at once. A colleague's account is one room up.
package passphrase
