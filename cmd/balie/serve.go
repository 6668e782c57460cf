package main

import (
	"context"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/web"
)

type serve struct {
	server.Location
	listening
	staffing
	mailing
	texting
	copying
	PublicURL    *string `name:"public-url" help:"Scheme and host as visitors know us, where a proxy asks by another." placeholder:"URL"`
	VideoURL     *string `name:"video-url" help:"Address of video meetings, with {room} in it; without one there are none." placeholder:"URL"`
	Municipality *string `help:"Name on every page, until it is set on screen." placeholder:"NAME"`
	Theme        *string `help:"Folder with theme.css, logo.svg or both: the house style." placeholder:"DIR"`
	BackupKeep   *string `name:"backup-keep" help:"Nightly backups that stay, in days+weeks; 0 makes none (7+4)." placeholder:"N"`
	BackupTo     *string `name:"backup-to" help:"Folder for backups, best on another disk (backups beside the ledger)." placeholder:"DIR"`
	KeysTo       *string `name:"backup-keys-to" help:"Folder for sealed copies of the key file, apart from those of the ledger." placeholder:"DIR"`
	Recipients   *string `name:"backup-recipients" help:"Public keys (age1...) that backups are sealed to; the server cannot open those." placeholder:"LIST"`
	KeyHolders   *string `name:"backup-keys-recipients" help:"Public keys for the copies of the key file (backup-recipients)." placeholder:"LIST"`
	Security     *string `name:"security-contact" help:"Where weaknesses are reported: mailto: or https:." placeholder:"URL"`
	ClockPeer    *string `name:"clock-peer" help:"Machine whose Date is a second source for the clock." placeholder:"URL"`
	ClockIsRight bool    `name:"clock-is-right" help:"Start although the clock lies far from the last commit: you know that it is right."`
	ShowConfig   bool    `help:"Print the settings as they would be used, and end."`
}

// listening is where a server listens and how it speaks TLS.
type listening struct {
	Listen         *string `help:"Address to listen on (127.0.0.1:8080)." placeholder:"ADDR"`
	Cert           *string `help:"Certificate chain (PEM); read again when it changes." placeholder:"FILE"`
	Key            *string `help:"Its private key (PEM)." placeholder:"FILE"`
	TrustedProxies *string `help:"Proxies whose X-Forwarded-For is believed: 127.0.0.1,10.0.0.0/8." placeholder:"LIST"`
}

// staffing is how colleagues reach us and sign in. The provider's secret is no flag.
type staffing struct {
	ListenPractice *string `help:"Address of the practice house, which a functional manager opens; without one there is none." placeholder:"ADDR"`
	PracticeURL    *string `name:"practice-url" help:"Scheme and host as colleagues know the practice house." placeholder:"URL"`
	ListenStaff    *string `help:"Address of its own for colleagues; else with the others." placeholder:"ADDR"`
	ListenLobby    *string `help:"Address of its own for check-in kiosk, queue display and field; else with the others." placeholder:"ADDR"`
	StaffURL       *string `name:"staff-url" help:"Scheme and host as colleagues know us (public-url)." placeholder:"URL"`
	SecurityLog    *string `help:"File for sign-ins, refusals and changes of rights as JSON lines; - is standard output." placeholder:"FILE"`
	SecondStep     *string `help:"required or optional, for who signs in with a passphrase (required)." placeholder:"WHEN"`
	OIDCIssuer     *string `name:"oidc-issuer" help:"Provider that signs colleagues in (OpenID Connect)." placeholder:"URL"`
	OIDCClient     *string `name:"oidc-client" help:"What we are called there." placeholder:"ID"`
	OIDCName       *string `name:"oidc-name" help:"What its button says (the municipality)." placeholder:"NAME"`
	OIDCGroups     *string `name:"oidc-groups" help:"Claim that lists a colleague's groups (groups)." placeholder:"CLAIM"`
	OIDCRoles      *string `name:"oidc-roles" help:"Which roles each group has: desk=counter+reception,leads=teamlead." placeholder:"LIST"`
}

// mailing is by which mail server residents are told. Its password is no flag: every process of the
// machine can read flags.
type mailing struct {
	SMTPHost *string `name:"smtp-host" help:"Mail server; without one residents get no e-mail." placeholder:"HOST"`
	SMTPPort *string `name:"smtp-port" help:"Its port (587)." placeholder:"PORT"`
	SMTPUser *string `name:"smtp-user" help:"Name to sign in there." placeholder:"NAME"`
	SMTPTLS  *string `name:"smtp-tls" help:"required, possible, none (all STARTTLS), or direct (required)." placeholder:"MODE"`
	MailFrom *string `name:"mail-from" help:"Address that mails are from." placeholder:"ADDR"`
}

// texting is by which gateway residents get text messages. Its header is no flag: it holds a key.
type texting struct {
	SMSURL  *string `name:"sms-url" help:"Gateway for text messages; without one residents get none." placeholder:"URL"`
	SMSTo   *string `name:"sms-to" help:"Countries that are texted: EU, all, or such as NL,DE." placeholder:"LIST"`
	SMSBody *string `name:"sms-body" help:"What is posted there, with {to}, {text} and {id} filled in; JSON or a form." placeholder:"TEXT"`
}

// copying is where the list of today lies for when the server is away.
type copying struct {
	EmergencyCopy     *string `name:"emergency-copy" help:"Folder, such as a share, that gets today's list each morning." placeholder:"DIR"`
	EmergencyCopyAt   *string `name:"emergency-at" help:"When, at each office (07:30)." placeholder:"TIME"`
	EmergencyCopyForm *string `name:"emergency-form" help:"sealed opens with the PIN; pdf is to be printed (sealed)." placeholder:"FORM"`
}

func (c *serve) given() map[string]*string {
	return map[string]*string{
		"listen-practice": c.ListenPractice, "practice-url": c.PracticeURL,
		"listen-staff": c.ListenStaff, "listen-lobby": c.ListenLobby, "staff-url": c.StaffURL, "security-log": c.SecurityLog, "second-step": c.SecondStep,
		"oidc-issuer": c.OIDCIssuer, "oidc-client": c.OIDCClient, "oidc-name": c.OIDCName, "oidc-groups": c.OIDCGroups, "oidc-roles": c.OIDCRoles,
		"data": c.Data, "listen": c.Listen, "cert": c.Cert, "key": c.Key, "trusted-proxies": c.TrustedProxies,
		"public-url": c.PublicURL, "municipality": c.Municipality, "backup-keep": c.BackupKeep, "backup-to": c.BackupTo, "backup-keys-to": c.KeysTo,
		"backup-recipients": c.Recipients, "backup-keys-recipients": c.KeyHolders, "theme": c.Theme, "security-contact": c.Security,
		"smtp-host": c.SMTPHost, "smtp-port": c.SMTPPort, "smtp-user": c.SMTPUser, "smtp-tls": c.SMTPTLS, "mail-from": c.MailFrom,
		"emergency-copy": c.EmergencyCopy, "emergency-at": c.EmergencyCopyAt, "emergency-form": c.EmergencyCopyForm,
		"clock-peer": c.ClockPeer, "video-url": c.VideoURL, "sms-url": c.SMSURL, "sms-body": c.SMSBody, "sms-to": c.SMSTo,
	}
}

// Run begins to serve and returns. On an empty folder it makes ledger and key file and says what
// to do next. It refuses to speak to other machines without TLS, and a demo's folder.
func (c *serve) Run(ctx context.Context, m *Main, proc *server.Process) error {
	settings, err := server.LoadConfig(c.Config, proc.Env, c.given())
	if err != nil {
		return err
	}
	if c.ShowConfig {
		settings.Show(proc.Out)
		return nil
	}
	if err := demo.CheckServed(settings.Data); err != nil {
		return err
	}
	settings.ClockIsRight = c.ClockIsRight
	practice := demo.NewPracticeHouse(proc, settings)
	m.serving, err = server.Serve(ctx, proc, settings, func(o *web.Options) { o.Practice = practice })
	if err == nil {
		m.serving.Alongside(practice.Run)
	}
	return err
}
