package lab

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

const fourCustomers = `FOUR

VEHICLE
NUMBER     CAPACITY
  3         20

CUSTOMER
CUST NO.   XCOORD.   YCOORD.   DEMAND    READY TIME   DUE DATE   SERVICE TIME

    0      0          0          0          0        100          0
    1      3          4         10          0        100         10
    2      6          8         10          0        100         10
    3     -3          4         10          0        100         10
    4     -1          1         10          0        100         10
`

func TestClassicInstancesAreSolved(t *testing.T) {
	file := servertest.FileOf(t, "four.txt", fourCustomers)
	for decimals, want := range map[string]float64{
		"-1": 20 + (5 + math.Sqrt(13) + math.Sqrt2), "1": 20 + (5 + 3.6 + 1.4), "0": 20 + (5 + 3 + 1),
	} {
		o := servertest.WantDone(t, servertest.Run(t, "lab", "route", "--in", file, "--format", "vrptw", "--decimals="+decimals, "--seconds", "0.1", "--json"))
		var got struct {
			Distance float64
			Routes   [][]int
			Seconds  float64
		}
		if err := json.Unmarshal([]byte(o.Out), &got); err != nil {
			t.Fatalf("%s: %v", o.Out, err)
		}
		if math.Abs(got.Distance-want) > 1e-9 || len(got.Routes) != 2 {
			t.Errorf("with %s decimals: %+v, want a distance of %v on two routes", decimals, got, want)
		}
		seen := map[int]bool{}
		for _, r := range got.Routes {
			for _, c := range r {
				seen[c] = true
			}
		}
		if len(seen) != 4 {
			t.Errorf("customers visited are %v", got.Routes)
		}
	}
}

func TestClassicInstancesThatAreNone(t *testing.T) {
	for what, text := range map[string]string{
		"empty": "", "no customers": "3 20\n0 0 0 0 0 100 0\n", "half a line": "3 20\n0 0 0 0 0 100 0\n1 2 3\n", "no vehicles": strings.ReplaceAll(fourCustomers, "  3         20", ""),
		"a thousand thousand vehicles": strings.ReplaceAll(fourCustomers, "  3         20", "1000000 20"),
	} {
		servertest.WantRefused(t, servertest.Run(t, "lab", "route", "--in", servertest.FileOf(t, "bad.txt", text), "--format", "vrptw"), "bad.txt")
		t.Log(what)
	}
}

const praotbusDay = `{
 "places": [{"name":"Ulft","lat":51.892,"lon":6.379},{"name":"Varsseveld","lat":51.943,"lon":6.458},{"name":"Megchelen","lat":51.838,"lon":6.393}],
 "stops": [
  {"name":"markt","place":"Varsseveld","windows":[[540,600],[780,840]],"minutes":90,"needs":["koffer"]},
  {"name":"plein","place":"Megchelen","windows":[[570,720]],"minutes":60},
  {"name":"school","place":"Megchelen","minutes":30,"needs":["jeugd"]}],
 "vehicles": [{"name":"Praotbus","start":"Ulft","from":510,"until":960,"capacity":1,"has":["koffer"],"break":{"open":690,"close":780,"minutes":30}}]
}`

func TestADayOfTheBusIsPlanned(t *testing.T) {
	file := servertest.FileOf(t, "day.json", praotbusDay)
	o := servertest.WantDone(t, servertest.Run(t, "lab", "route", "--in", file, "--json"))
	var got struct {
		Proven bool
		Rounds []struct {
			Vehicle string
			Calls   []struct {
				Stop           string
				Begins, Leaves float64
			}
			Pause *struct{ Begins, Leaves float64 }
		}
		Left []struct{ Stop, Reason string }
	}
	if err := json.Unmarshal([]byte(o.Out), &got); err != nil {
		t.Fatal(err)
	}
	if !got.Proven || len(got.Rounds) != 1 || len(got.Rounds[0].Calls) != 2 || got.Rounds[0].Pause == nil {
		t.Fatalf("the day is %s", o.Out)
	}
	if len(got.Left) != 1 || got.Left[0].Stop != "school" || got.Left[0].Reason != "skill" {
		t.Errorf("left out are %v", got.Left)
	}
	if table := servertest.WantDone(t, servertest.Run(t, "lab", "route", "--in", file)).Out; !strings.Contains(table, "Praotbus") || !strings.Contains(table, "left out: school (skill)") || !strings.Contains(table, "proven") {
		t.Errorf("the table is\n%s", table)
	}
}

func TestADayThatCannotBe(t *testing.T) {
	for replace, want := range map[[2]string]string{
		{`"minutes":90`, `"minuten":90`}:                   "minuten",
		{`"place":"Varsseveld"`, `"place":"Zutphen"`}:      "Zutphen",
		{`"start":"Ulft"`, `"start":"Doetinchem"`}:         "Doetinchem",
		{`[540,600],[780,840]`, `[540,600],[580,840]`}:     "windows",
		{`"name":"Megchelen"`, `"name":"Ulft"`}:            "twice",
		{`"minutes":60},`, `"minutes":-60},`}:              "minutes: must be 0 to",
		{`"from":510,"until":960`, `"from":960,"until":5`}: "until: must not be earlier than from",
	} {
		text := strings.Replace(praotbusDay, replace[0], replace[1], 1)
		servertest.WantRefused(t, servertest.Run(t, "lab", "route", "--in", servertest.FileOf(t, "day.json", text)), "day.json", want)
	}
}
