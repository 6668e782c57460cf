package paper

import "time"

func QRPath(string) (string, int, error) { return "", 0, nil }

type Confirmation struct {
	Title, Office                             string
	When, What, Where                         []string
	CodeLabel, Code, Payload                  string
	BringTitle                                string
	Bring                                     []string
	WhoTitle                                  string
	Who                                       []string
	HowTitle, How                             string
	Foot                                      []string
	Language                                  string
	Made                                      time.Time
	FileTitle                                 string
}

func (c Confirmation) PDF() ([]byte, error) { return nil, nil }
