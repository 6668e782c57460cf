package server

import (
	"slices"
	"testing"
)

// TestThePracticeHouseKnowsNoSecret sets every setting of a real house: of all of them the practice house has its address,
// the certificate, the proxies, the name and the look.
func TestThePracticeHouseKnowsNoSecret(t *testing.T) {
	may := []string{"listen", "public-url", "cert", "key", "trusted-proxies", "municipality", "theme"}
	c := Config{Data: "data", Listen: "a", PublicURL: "b", Cert: "c", Key: "d", Municipality: "e"}
	c.Mail.Host, c.Mail.User, c.Mail.Password, c.SMS.URL, c.SMS.Header = "mail", "user", "word", "https://sms.example", "key"
	c.Staff.URL, c.Staff.SecurityLog, c.Staff.OIDC.Secret, c.Staff.OIDC.Issuer, c.Copy.Folder, c.Backups.To = "s", "log", "secret", "issuer", "copy", "backup"
	var none Config
	for _, s := range Settings {
		if own := s.get(c.PracticeHouse()); !slices.Contains(may, s.Key) && own != s.get(none) {
			t.Errorf("the practice house has %s = %q", s.Key, own)
		}
	}
}
