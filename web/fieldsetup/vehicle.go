package fieldsetup

import (
	"slices"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
)

func vehicleRows(f frame, all outreach.Everything) (rows []rowView) {
	for _, v := range all.Vehicles {
		what := f.Q.T("road.vehicle", "from", f.Q.Words.Clock(v.From), "until", f.Q.Words.Clock(v.Until))
		rows = append(rows, rowView{v.ID, v.Name, what, v.Withdrawn})
	}
	return rows
}

func loadVehicle(all outreach.Everything, id string) (typed, bool) {
	i := slices.IndexFunc(all.Vehicles, func(v outreach.Vehicle) bool { return v.ID == id })
	if i < 0 {
		return nil, false
	}
	v := all.Vehicles[i]
	return typed{"naam": {v.Name}, "positie": {written(v.Lat, v.Lon)}, "dagen": dayNumbers(v.Weekdays), "van": {dotted(v.From)}, "tot": {dotted(v.Until)}, "bemanning": {counted(v.Crew)},
		"kan": {strings.Join(v.Skills, ", ")}, "bezorgt": {ticked(v.Delivers)}}, true
}

func putVehicle(tx *ledger.Tx, id string, t typed, wrong faults) error {
	v, err := outreach.VehicleByID(tx, id)
	if err != nil && ledger.CodeOf(err) != ledger.NotFound {
		return err
	}
	v.ID, v.Name, v.From, v.Until, v.Crew = id, t.name(wrong), t.clock(wrong, "van"), t.clock(wrong, "tot"), t.count(wrong, "bemanning", 9)
	v.Weekdays, v.Skills, v.Delivers = weekdays(t["dagen"]), t.names("kan"), t.one("bezorgt") != ""
	v.Lat, v.Lon = t.at(wrong, true)
	if len(v.Weekdays) == 0 {
		wrong["dagen"] = "days"
	}
	if wrong["van"] == "" && wrong["tot"] == "" && v.From >= v.Until {
		wrong["tot"] = "until"
	}
	if len(wrong) > 0 {
		return errForm
	}
	return outreach.PutVehicle(tx, v)
}

func kitRows(_ frame, all outreach.Everything) (rows []rowView) {
	for _, k := range all.Kits {
		rows = append(rows, rowView{k.ID, k.Name, strings.Join(k.Skills, ", "), k.Withdrawn})
	}
	return rows
}

func loadKit(all outreach.Everything, id string) (typed, bool) {
	i := slices.IndexFunc(all.Kits, func(k outreach.Kit) bool { return k.ID == id })
	if i < 0 {
		return nil, false
	}
	k := all.Kits[i]
	return typed{"naam": {k.Name}, "kan": {strings.Join(k.Skills, ", ")}, "vraagt": {k.Needs}, "lijst": {strings.Join(k.Checks, "\n")}}, true
}

func putKit(tx *ledger.Tx, id string, t typed, wrong faults) error {
	k, err := outreach.KitByID(tx, id)
	if err != nil && ledger.CodeOf(err) != ledger.NotFound {
		return err
	}
	k.ID, k.Name, k.Skills, k.Needs, k.Checks = id, t.name(wrong), t.names("kan"), t.line(wrong, "vraagt", 60), nil
	for _, line := range strings.Split(t.one("lijst"), "\n") {
		if line = catalogue.CleanLine(line); line != "" {
			k.Checks = append(k.Checks, line)
		}
	}
	if len(k.Checks) > 20 {
		wrong["lijst"] = "checks"
	}
	if len(wrong) > 0 {
		return errForm
	}
	return outreach.PutKit(tx, k)
}

func themeRows(f frame, all outreach.Everything) (rows []rowView) {
	for _, t := range all.Themes {
		what := ""
		if t.From != 0 && t.Until != 0 {
			what = f.Q.T("road.span", "from", f.Q.Words.Date(t.From), "until", f.Q.Words.Date(t.Until))
		}
		rows = append(rows, rowView{t.ID, t.Name, what, t.Withdrawn})
	}
	return rows
}

func loadTheme(all outreach.Everything, id string) (typed, bool) {
	i := slices.IndexFunc(all.Themes, func(t outreach.Theme) bool { return t.ID == id })
	if i < 0 {
		return nil, false
	}
	t := all.Themes[i]
	return typed{"naam": {t.Name}, "vanaf": {dateText(t.From)}, "tot-en-met": {dateText(t.Until)}}, true
}

func putTheme(tx *ledger.Tx, id string, t typed, wrong faults) error {
	all, err := outreach.EverythingOf(tx)
	if err != nil {
		return err
	}
	theme := outreach.Theme{}
	if i := slices.IndexFunc(all.Themes, func(o outreach.Theme) bool { return o.ID == id }); i >= 0 {
		theme = all.Themes[i]
	}
	theme.ID, theme.Name, theme.From, theme.Until = id, t.name(wrong), t.day(wrong, "vanaf"), t.day(wrong, "tot-en-met")
	if theme.Until != 0 && theme.Until < theme.From {
		wrong["tot-en-met"] = "until"
	}
	if len(wrong) > 0 {
		return errForm
	}
	return outreach.PutTheme(tx, theme)
}

func partnerRows(_ frame, all outreach.Everything) (rows []rowView) {
	for _, p := range all.Partners {
		rows = append(rows, rowView{p.ID, p.Name, "", p.Withdrawn})
	}
	return rows
}

func loadPartner(all outreach.Everything, id string) (typed, bool) {
	i := slices.IndexFunc(all.Partners, func(p outreach.Partner) bool { return p.ID == id })
	if i < 0 {
		return nil, false
	}
	return typed{"naam": {all.Partners[i].Name}}, true
}

func putPartner(tx *ledger.Tx, id string, t typed, wrong faults) error {
	all, err := outreach.EverythingOf(tx)
	if err != nil {
		return err
	}
	partner := outreach.Partner{}
	if i := slices.IndexFunc(all.Partners, func(p outreach.Partner) bool { return p.ID == id }); i >= 0 {
		partner = all.Partners[i]
	}
	if partner.ID, partner.Name = id, t.name(wrong); len(wrong) > 0 {
		return errForm
	}
	return outreach.PutPartner(tx, partner)
}
