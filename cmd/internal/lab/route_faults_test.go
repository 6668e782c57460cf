package lab

import (
	"strings"
	"testing"
)

// TestARouteFileIsRefusedWithItsPlace: each fault with line, record and field.
func TestARouteFileIsRefusedWithItsPlace(t *testing.T) {
	const good = `{"places":[{"name":"a","lat":51.8,"lon":6.3},{"name":"b","lat":51.9,"lon":6.4}],
"stops":[{"name":"s","place":"b","minutes":10,"windows":[[540,600]],"needs":["koffer"]}],
"vehicles":[{"name":"v","start":"a","from":480,"until":1000,"has":[" koffer"]}]}`
	if _, err := ReadRounds([]byte("\xef\xbb\xbf" + good)); err != nil {
		t.Fatal(err)
	}
	for old, c := range map[string][2]string{
		`"place":"b"`:        {`"place":"c"`, `line 2, column 30: stops[0]: place: there is no place "c"`},
		`"name":"b"`:         {`"name":"a"`, `places[1]: name: "a" stands there twice`},
		`"lat":51.9`:         {`"lat":519`, `places[1]: lat: must be -90 to 90`},
		`[540,600]`:          {`[600,540]`, `stops[0]: windows[0]: ends before it begins`},
		`"minutes":10`:       {`"minutes":-1`, `stops[0]: minutes: must be 0 to 10000`},
		`"start":"a"`:        {`"start":"a","end":"z"`, `vehicles[0]: end: there is no place "z"`},
		`"until":1000`:       {`"until":null`, `vehicles[0]: until: null says nothing`},
		`"from":480`:         {`"from":"acht"`, `vehicles[0]: from: must be a number`},
		`"stops"`:            {`"minutes":[[0,1]],"stops"`, `minutes: must have a row for each place`},
		`"vehicles"`:         {`"vehikels"`, `vehikels: there is no such field`},
		`"needs":["koffer"]`: {`"needs":["koffer"`, `is no JSON here`},
	} {
		if !strings.Contains(good, old) {
			t.Fatal(old)
		}
		if _, err := ReadRounds([]byte(strings.Replace(good, old, c[0], 1))); err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: %v, want %s", c[0], err, c[1])
		}
	}
	if _, err := ReadVRPTW([]byte("3 20\n1 2 3\n"), -1); err == nil || !strings.HasPrefix(err.Error(), "line 2: has 3 numbers") {
		t.Error(err)
	}
}
