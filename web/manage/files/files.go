package files

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/textfile"
	"balie/web/manage"
	"balie/web/page"
	"balie/web/route"
	"balie/web/setup"
	"balie/web/staff"
)

const filesPath = "/medewerker/beheer/bestanden"

// How large a file is that is brought in on screen, and what a form is that brings it again to confirm.
const (
	largestBrought = 1 << 20
	largestConfirm = 2 << 20
	largestFiles   = 8 << 20 // unpacked
)

func (p *Pages) filesRoutes() []route.Route {
	get := func(path string, show fiber.Handler) route.Route {
		return route.Route{Method: "GET", Path: filesPath + path, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: show}
	}
	post := func(path string, upload int, do fiber.Handler) route.Route {
		return route.Route{Method: "POST", Path: filesPath + path, Access: route.Staff, Right: route.SetUp, Limit: route.Change, Upload: upload, Handler: do}
	}
	return []route.Route{
		get("", p.ShowFiles), get("/gemeente.zip", p.SendFiles), post("/bekijken", largestBrought+16<<10, p.LookAtFiles), post("/doen", largestConfirm, p.ApplyFiles),
	}
}

// filesView is the page of files, with what an import would do.
type filesView struct {
	frame
	notice *page.Notice
	fault  string // of the file
	faults []string
	plan   *filesPlan
}

// filesPlan is what an import would do, in words.
type filesPlan struct {
	changes []fileChange
	left    int
	since   []string
	lost    []string
	lines   []string // what it does to appointments
	touched int
	brought string // the files, to be sent again
	whole   bool
	seen    string
}

// fileChange is one record with what changes in it.
type fileChange struct {
	what, is string
	fields   []textfile.Difference
}

func newFilesView(c *fiber.Ctx) filesView {
	v := filesView{frame: frame{Request: staff.From(c), here: "files"}}
	v.title = v.Q.T("config.files")
	return v
}

// ShowFiles answers GET /medewerker/beheer/bestanden.
func (p *Pages) ShowFiles(c *fiber.Ctx) error {
	v := newFilesView(c)
	v.notice = v.Done("config.files.done.", "done")
	return showFiles(v)
}

func showFiles(v filesView) error {
	if v.fault != "" {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), filesPage(v))
}

// SendFiles answers GET /medewerker/beheer/bestanden/gemeente.zip: everything that is set up, one file for each thing.
func (p *Pages) SendFiles(c *fiber.Ctx) error {
	var d setup.Document
	if err := p.Ledger.View(func(r ledger.Reader) (err error) { d, err = setup.Export(r); return err }); err != nil {
		return err
	}
	files, err := d.Split()
	if err != nil {
		return err
	}
	packed, err := setup.Zip(files)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/zip")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="gemeente.zip"`)
	return c.Send(packed)
}

// LookAtFiles answers POST /medewerker/beheer/bestanden/bekijken with a file: what would change, and nothing changes.
func (p *Pages) LookAtFiles(c *fiber.Ctx) error {
	v := newFilesView(c)
	content, err := staff.Uploaded(c, "bestand", largestBrought)
	if err != nil {
		return err
	}
	if len(content) == 0 || len(content) > largestBrought {
		v.fault = v.Q.T("config.files.fault.file")
		return showFiles(v)
	}
	files, err := setup.Unzip("gemeente", content)
	if err != nil {
		v.fault, v.faults = v.Q.T("config.files.fault.read"), v.faultWords(err)
		return showFiles(v)
	}
	_, err = p.planFiles(&v, files, c.FormValue("alles") != "")
	return p.answerFiles(v, err)
}

// answerFiles shows what an import would do, or why it cannot be.
func (p *Pages) answerFiles(v filesView, err error) error {
	var wrong fileFault
	switch {
	case errors.As(err, &wrong):
		v.fault, v.faults = v.Q.T("config.files.fault.read"), v.faultWords(wrong.error)
	case err != nil:
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
	}
	return showFiles(v)
}

// fileFault is what is wrong in a file, as whoever wrote it reads it.
type fileFault struct{ error }

// inFile says that what went wrong was in a file; what is refused on our side stays as it is.
func inFile(err error) error {
	if err == nil || ledger.CodeOf(err) != ledger.Internal || errors.As(err, new(*ledger.Error)) {
		return err
	}
	return fileFault{err}
}

// planFiles reads files and plans them on what stands.
func (p *Pages) planFiles(v *filesView, files []setup.File, whole bool) (plan setup.Plan, err error) {
	all, err := setup.Read(files)
	if err != nil {
		return plan, fileFault{err}
	}
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		if err = all.Check(r); err != nil {
			return inFile(err)
		}
		if plan, err = setup.PlanOf(r, all.Document, whole); err != nil {
			return inFile(err)
		}
		foreseen, err := plan.Foresee(r)
		if err == nil {
			v.plan = v.planView(plan, foreseen, whole)
		}
		return err
	})
	if err == nil {
		v.plan.brought, err = packed(files)
	}
	return plan, err
}

func (v filesView) planView(plan setup.Plan, foreseen change.Plan, whole bool) *filesPlan {
	p := &filesPlan{left: len(plan.Left), since: v.recordsWords(plan.Since), lost: v.recordsWords(plan.Lost), touched: len(plan.Touched), lines: manage.EffectsOf(v.Q.Words, foreseen, 0), whole: whole, seen: plan.Seen()}
	for _, one := range plan.Differences() {
		for i, f := range one.Fields {
			one.Fields[i] = textfile.Difference{Field: v.fieldWords(f.Field), Was: v.value(f.Was), Now: v.value(f.Now)}
		}
		p.changes = append(p.changes, fileChange{v.recordWords(one.Record), v.Q.T("config.files.is." + one.Is), one.Fields})
	}
	return p
}

// ApplyFiles answers POST /medewerker/beheer/bestanden/doen: what was shown is done, all or nothing. Where what would
// happen is not what was shown, that is shown instead.
func (p *Pages) ApplyFiles(c *fiber.Ctx) error {
	v := newFilesView(c)
	files, err := unpacked(c.FormValue("inhoud"))
	if err != nil {
		v.fault = v.Q.T("config.files.fault.file")
		return showFiles(v)
	}
	plan, err := p.planFiles(&v, files, c.FormValue("alles") != "")
	if err != nil {
		return p.answerFiles(v, err)
	}
	if plan.Seen() != c.FormValue("gezien") {
		v.notice = page.NoticeOf(v.Q.Words, change.ErrOther)
		c.Status(fiber.StatusConflict)
		return showFiles(v)
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	all, err := setup.Read(files)
	if err == nil {
		err = inFile(all.Document.OutreachSetup.Rehearse(ctx, func() time.Time { return v.Q.Now }))
	}
	if err == nil {
		err = plan.Apply(ctx, p.Ledger, v.S.Actor())
	}
	if err != nil {
		return p.answerFiles(v, err)
	}
	return v.Redirect(filesPath + "?gedaan=done")
}

// packed is the text of files in a form.
func packed(files []setup.File) (string, error) {
	text, err := json.Marshal(files)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err = w.Write(text)
	if err == nil {
		err = w.Close()
	}
	return base64.RawURLEncoding.EncodeToString(b.Bytes()), err
}

// unpacked is what packed made a text of.
func unpacked(text string) (files []setup.File, err error) {
	content, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	err = json.NewDecoder(io.LimitReader(r, largestFiles)).Decode(&files)
	return files, err
}

// isLost reports whether a record was changed since, and is changed back.
func (p filesPlan) isLost(record string) bool { return slices.Contains(p.lost, record) }
