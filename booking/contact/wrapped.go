package contact

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// Wrap seals data so that somebody else may keep it, in a cookie: only this vault reads it, for one purpose and one
// owner. It is forgotten where it is kept.
func (v *Vault) Wrap(purpose, owner string, data []byte) (string, error) {
	aead, err := v.wrapper(purpose)
	if err != nil {
		return "", err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(aead.Seal(nonce, nonce, data, []byte(owner))), nil
}

// Unwrap reads what Wrap sealed for this purpose and owner; anything else is not ok.
func (v *Vault) Unwrap(purpose, owner, text string) (data []byte, ok bool) {
	aead, err := v.wrapper(purpose)
	content, wrong := base64.RawURLEncoding.DecodeString(text)
	if err != nil || wrong != nil || len(content) < aead.NonceSize() {
		return nil, false
	}
	n := aead.NonceSize()
	data, err = aead.Open(nil, content[:n], content[n:], []byte(owner))
	return data, err == nil
}

func (v *Vault) wrapper(purpose string) (cipher.AEAD, error) {
	key, err := hkdf.Expand(sha256.New, v.head.master, "balie wrap "+purpose, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
