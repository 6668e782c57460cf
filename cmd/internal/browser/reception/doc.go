// Package reception tells stories of the receptionist, the telephone team and the team lead, in a real browser.
package reception
