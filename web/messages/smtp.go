package messages

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/wneessen/go-mail"

	"balie/booking/ledger"
)

// SMTP hands mail to a mail server, one conversation a mail.
type SMTP struct {
	Host           string
	Port           int
	User, Password string // an empty user does not sign in
	TLS            string // "required", "possible", "none": whether the conversation is hidden by STARTTLS; "direct": from its first byte
	From           string // our address
	Name           string // as shown beside it: the municipality
	Clock          ledger.Clock
}

// TLSModes are the values of SMTP.TLS.
var TLSModes = []string{"required", "possible", "none", "direct"}

// talkPatience is how long a mail server may be silent.
const talkPatience = 15 * time.Second

// Failure is why a message was not taken, without what the server said: that may name the recipient.
type Failure struct {
	Step string // "connecting", "sending"
	Code int    // as the server answered; 0 for none
	To   string // "" is the mail server
}

func (f Failure) Error() string {
	return fmt.Sprintf("%s to the %s failed (%d)", f.Step, cmp.Or(f.To, "mail server"), f.Code)
}

// Send talks to the server until it has taken the mail.
func (s SMTP) Send(ctx context.Context, m Mail) error {
	message, err := s.message(m)
	if err != nil {
		return ErrRejected // an address that cannot stand in a mail
	}
	client, err := mail.NewClient(s.Host, s.options()...)
	if err != nil {
		return Failure{Step: "connecting"}
	}
	conversation, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return Failure{Step: "connecting"}
	}
	defer func() { _ = client.CloseWithSMTPClient(conversation) }() // the mail is taken or not by now
	err = client.SendWithSMTPClient(conversation, message)
	if err == nil {
		return nil
	}
	var said *mail.SendError
	if !errors.As(err, &said) {
		return Failure{Step: "sending"}
	}
	if said.Reason == mail.ErrSMTPRcptTo && said.ErrorCode() >= 500 {
		return ErrRejected
	}
	return Failure{Step: "sending", Code: said.ErrorCode()}
}

func (s SMTP) options() []mail.Option {
	options := []mail.Option{mail.WithTimeout(talkPatience), mail.WithPort(s.Port)}
	switch s.TLS {
	case "direct":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	case "possible":
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	return options
}

// message is the mail with its parts: text, HTML and calendar entry as alternatives, the picture of
// the code, and the entry once more as a file for programs that do not know it as the former.
func (s SMTP) message(m Mail) (*mail.Msg, error) {
	message := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := errors.Join(message.FromFormat(cmp.Or(m.House, s.Name), s.From), message.To(m.To)); err != nil {
		return nil, err
	}
	message.SetMessageIDWithValue(m.ID)
	message.SetDateWithValue(s.Clock())
	message.Subject(m.Subject)
	message.SetGenHeader("Content-Language", m.Language)
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody's holiday answers it
	message.SetBodyString(mail.TypeTextPlain, m.Text)
	message.AddAlternativeString(mail.TypeTextHTML, m.HTML)
	if len(m.Calendar) == 0 {
		return message, nil
	}
	kind := mail.ContentType("text/calendar; charset=utf-8; method=" + m.Method)
	message.AddAlternativeString(kind, string(m.Calendar))
	if len(m.Picture) > 0 {
		picture := mail.WithFileContentID("<" + pictureID + ">")
		if err := message.EmbedReader(pictureID, bytes.NewReader(m.Picture), picture, mail.WithFileContentType("image/png")); err != nil {
			return nil, err
		}
	}
	err := message.AttachReader("afspraak.ics", bytes.NewReader(m.Calendar), mail.WithFileContentType(kind))
	return message, err
}
