// Provider is an OpenID provider for tests: the example server of zitadel/oidc, with groups. It is a
// module of its own, so that none of it comes into Balie's build.
//
//	provider ADDRESS USERS GROUPS CALLBACK
//
// USERS and GROUPS are JSON files; GROUPS (user → list) is read anew for every answer.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// grouped adds groups to what the example says of its users.
type grouped struct {
	*storage.Storage
	file string
}

func (g grouped) add(info *oidc.UserInfo) {
	groups := map[string][]string{}
	text, err := os.ReadFile(g.file)
	if err == nil {
		err = json.Unmarshal(text, &groups)
	}
	if err != nil {
		log.Print(err)
	}
	info.AppendClaims("groups", groups[info.Subject])
}

func (g grouped) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, token, subject, origin string) error {
	err := g.Storage.SetUserinfoFromToken(ctx, info, token, subject, origin)
	g.add(info)
	return err
}

func (g grouped) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, request op.IDTokenRequest, scopes []string) error {
	err := g.Storage.SetUserinfoFromRequest(ctx, info, request, scopes)
	g.add(info)
	return err
}

func main() {
	listener, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	users, err := storage.StoreFromFile(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	storage.RegisterClients(storage.WebClient("balie", "een geheim van de proef", os.Args[4]))
	issuer := "http://" + listener.Addr().String()
	fmt.Println(issuer)
	log.Fatal(http.Serve(listener, exampleop.SetupServer(issuer, grouped{storage.NewStorage(users), os.Args[3]}, nil, false)))
}
