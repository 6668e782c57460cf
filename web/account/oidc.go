package account

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"balie/booking/ledger"
)

// Provider signs colleagues in with the account that they have of the municipality (OpenID Connect).
// A second step is the provider's to ask for.
type Provider struct {
	Name         string // as the button says: "Oude IJsselstreek"
	Issuer       string // "https://login.voorbeeld.nl"
	ClientID     string
	ClientSecret string
	Callback     string // where it sends colleagues back: scheme, host and "/medewerker/oidc/terug"
	// Groups is the claim that lists a colleague's groups, and Roles says which roles each group has.
	Groups string
	Roles  map[string][]Role

	mu    sync.Mutex
	found *oidc.Provider
}

// What signing in with a provider is refused for.
var (
	ErrProvider = ledger.Refuse(ledger.Busy, "oidc.away")     // it does not answer, or not as it should
	ErrReturn   = ledger.Refuse(ledger.Forbidden, "oidc.odd") // this browser did not ask for what came back
	ErrNoRoles  = ledger.Refuse(ledger.Forbidden, "oidc.groups")
)

// providerPatience is how long a provider may take.
const providerPatience = 10 * time.Second

// discover reads once what a provider says of itself; a provider that is away is asked again at the
// next sign-in, so the house starts without it.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	// the keys are fetched later, so not under this context
	found, err := oidc.NewProvider(context.WithoutCancel(ctx), p.Issuer)
	if err != nil {
		return nil, ErrProvider.Because(err)
	}
	p.found = found
	return found, nil
}

func (p *Provider) config(found *oidc.Provider) oauth2.Config {
	return oauth2.Config{ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: found.Endpoint(), RedirectURL: p.Callback,
		Scopes: []string{oidc.ScopeOpenID, "profile", p.Groups}}
}

// asking is what a browser carries while it is at the provider.
type asking struct{ State, Nonce, Verifier, Next string }

// askURL is where a browser goes to be signed in; again asks for a passphrase also of whoever is.
func (p *Provider) askURL(ctx context.Context, a asking, again bool) (string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	config := p.config(found)
	options := []oauth2.AuthCodeOption{oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)}
	if again {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"))
	}
	return config.AuthCodeURL(a.State, options...), nil
}

// claimed is what a provider says of a colleague.
type claimed struct {
	Subject string
	Name    string
	Login   string
	Roles   []Role
}

// redeem exchanges the code that came back for what the provider says. It refuses with ErrProvider
// and ErrReturn.
func (p *Provider) redeem(ctx context.Context, a asking, code string) (who claimed, err error) {
	ctx, cancel := context.WithTimeout(ctx, providerPatience)
	defer cancel()
	found, err := p.discover(ctx)
	if err != nil {
		return who, err
	}
	config := p.config(found)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return who, refusedBy(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := found.VerifierContext(ctx, &oidc.Config{ClientID: p.ClientID}).Verify(ctx, raw)
	if err != nil || id.Nonce != a.Nonce {
		return who, ErrReturn.Because(err)
	}
	all := map[string]any{}
	if err := id.Claims(&all); err != nil {
		return who, ErrReturn.Because(err)
	}
	if err := p.ask(ctx, found, config.TokenSource(ctx, token), id.Subject, all); err != nil {
		return who, err
	}
	return p.claims(id, all), nil
}

// ask adds what a provider says of somebody only when it is asked for it: many keep names or
// groups out of the token.
func (p *Provider) ask(ctx context.Context, found *oidc.Provider, token oauth2.TokenSource, subject string, all map[string]any) error {
	_, groups := all[p.Groups]
	_, name := all["name"]
	if groups && name || found.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := found.UserInfo(ctx, token)
	if err != nil {
		return ErrProvider.Because(err)
	}
	if info.Subject != subject { // an answer about somebody else
		return ErrReturn
	}
	if err := info.Claims(&all); err != nil {
		return ErrReturn.Because(err)
	}
	return nil
}

// refusedBy tells a provider that refused from one that is away.
func refusedBy(err error) error {
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok && refused.Response.StatusCode < 500 {
		return ErrReturn.Because(err)
	}
	return ErrProvider.Because(err)
}

// claims is who a token and what was asked besides speak of. Who it is comes from the token alone.
func (p *Provider) claims(id *oidc.IDToken, all map[string]any) (who claimed) {
	who.Subject = id.Issuer + " " + id.Subject
	who.Name, _ = all["name"].(string)
	who.Login, _ = all["preferred_username"].(string)
	if who.Login == "" {
		who.Login = id.Subject
	}
	if who.Name == "" {
		who.Name = who.Login
	}
	for _, group := range texts(all[p.Groups]) {
		who.Roles = append(who.Roles, p.Roles[group]...)
	}
	return who
}

// texts is a claim that holds one text or a list of them.
func texts(claim any) (all []string) {
	switch v := claim.(type) {
	case string:
		return strings.Fields(v)
	case []any:
		for _, item := range v {
			if text, ok := item.(string); ok {
				all = append(all, text)
			}
		}
	}
	return all
}

// Welcome makes or updates the account of whoever a provider signed in: name and roles are the
// provider's. It refuses with ErrNoRoles, after which the account's sessions end, and with ErrSignIn
// for an account that is blocked here.
func Welcome(tx *ledger.Tx, who claimed) (u User, err error) {
	key := ledger.K().Str(who.Subject)
	id, found, err := subjects.Find(tx, key)
	if err != nil {
		return u, err
	}
	if found {
		u, err = ByID(tx, id)
	} else {
		u = User{ID: UserID(tx.NewID()), State: Active, Subject: who.Subject, Made: tx.Now()}
		err = subjects.Put(tx, key, u.ID)
	}
	if err != nil {
		return u, err
	}
	roles, ok, err := tidy(tx, knownOf(tx, who.Roles))
	switch {
	case err != nil:
		return u, err
	case !ok:
		return u, ErrNoRoles
	case u.State != Active:
		return u, ErrSignIn
	}
	u.Login, u.Roles = clip(who.Login), roles
	if u.Name, err = tidyName(clip(who.Name)); err != nil {
		u.Name = u.Login
	}
	return u, u.write(tx)
}

// knownOf leaves out roles that are not there any more.
func knownOf(r ledger.Reader, roles []Role) []Role {
	all, _ := DefinitionsByID(r)
	return slices.DeleteFunc(slices.Clone(roles), func(role Role) bool { _, found := all[role]; return !found })
}

// clip keeps what a provider says within what a page shows.
func clip(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[:min(len(runes), longestName)])
}

// ParseGroups reads which roles each group has: "balie=counter+reception,leiding=teamlead". A role that the
// municipality made goes by its id; where it is gone the group gives nothing.
func ParseGroups(text string) (map[string][]Role, error) {
	all := map[string][]Role{}
	for _, pair := range strings.Split(text, ",") {
		if pair = strings.TrimSpace(pair); pair == "" {
			continue
		}
		group, names, ok := strings.Cut(pair, "=")
		if !ok || group == "" {
			return nil, ErrRoles
		}
		for _, name := range strings.Split(names, "+") {
			if role := Role(strings.TrimSpace(name)); slices.Contains(Roles, role) || len(role) == ledger.IDLength {
				all[group] = append(all[group], role)
				continue
			}
			return nil, ErrRoles
		}
	}
	return all, nil
}
