package demo

import (
	"balie/cmd/internal/server"
	web "balie/web/demo"
)

// doors are what the doors of /demo must know of a town. Only a demo has them.
func (s Setting) doors() *web.Town {
	return &web.Town{
		Office: s.Office, Desk: s.Free, Bus: s.Bus, Passphrase: Passphrase,
		Logins: map[string]string{
			"host": "ontvangst", "desk": "balie", "together": "balie", "phone": "telefoon", "lead": "teamleider",
			"manager": "beheerder", "planner": "teamleider", "crew": "buitendienst",
		},
	}
}

// sayDoors prints where to begin.
func sayDoors(proc *server.Process, url string) {
	proc.Printf("\n  begin here, with a door to every screen   %s/demo\n", url)
}
