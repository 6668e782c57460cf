package manage

// Where the pages of the rooms beside this one stand.
const (
	textsPath = "/medewerker/beheer/teksten"
	stylePath = "/medewerker/beheer/huisstijl"
	legalPath = "/medewerker/beheer/gemeente"
	filesPath = "/medewerker/beheer/bestanden"
	whyPath   = "/medewerker/waarom"
	yearPath  = "/medewerker/beheer/jaar"
)
