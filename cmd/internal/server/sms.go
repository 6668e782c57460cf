package server

import (
	"errors"
	"fmt"

	"balie/booking/contact"
)

// defaultSMSBody is what most gateways take.
const defaultSMSBody = `{"to": "{to}", "text": "{text}", "reference": "{id}"}`

// smsSettings follow those of mail in the table of settings.
var smsSettings = []setting{
	{Key: "sms-url", set: func(c *Config, v string) error { c.SMS.URL = v; return nil }, get: func(c Config) string { return c.SMS.URL }},
	{Key: "sms-header", secret: true, set: func(c *Config, v string) error { c.SMS.Header = v; return nil }, get: func(c Config) string { return c.SMS.Header }},
	{Key: "sms-body", fallback: defaultSMSBody, set: func(c *Config, v string) error { c.SMS.Body = v; return nil }, get: func(c Config) string { return c.SMS.Body }},
	{Key: "sms-to", fallback: "EU", set: setSMSTo, get: func(c Config) string { return c.SMSTo }},
}

func setSMSTo(c *Config, value string) error {
	if _, _, err := contact.ParseCountries(value); err != nil {
		return err
	}
	c.SMSTo = value
	return nil
}

// CheckSMS refuses a gateway that could send nothing, and messages whose link leads nowhere.
func (c Config) CheckSMS() error {
	if c.SMS.URL == "" {
		return nil
	}
	if err := c.SMS.Check(); err != nil {
		return fmt.Errorf("sms-url = %q: %w", c.SMS.URL, err)
	}
	if c.PublicURL == "" {
		return errors.New("sms-url is set, but public-url is not: where does the link in a message lead?")
	}
	return nil
}
