package browser

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// CutOff cuts a tab off from the network, or gives it its signal back; the browser knows that it has none.
func CutOff(b *Tab, is bool) {
	b.T.Helper()
	Call(b, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: is, DownloadThroughput: -1, UploadThroughput: -1})
	Call(b, conditions, conditionsParams{Offline: is, EmulateNetworkConditionsByRuleParams: network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{URLPattern: "", Latency: 0, DownloadThroughput: -1, UploadThroughput: -1, Offline: is}},
	}})
}

// Slow gives a tab a bad line: so many milliseconds for a round trip, and so many bytes a second.
func Slow(b *Tab, latency, down, up float64) {
	b.T.Helper()
	Call(b, conditions, conditionsParams{EmulateNetworkConditionsByRuleParams: network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{URLPattern: "", Latency: latency, DownloadThroughput: down, UploadThroughput: up}},
	}})
}

// conditionsParams say twice whether there is a signal: some versions of Chromium look at the first place.
type conditionsParams struct {
	Offline bool `json:"offline"`
	network.EmulateNetworkConditionsByRuleParams
}

var conditions = cdp.Command[conditionsParams, network.EmulateNetworkConditionsByRuleResult]{Method: network.CommandEmulateNetworkConditionsByRule}
