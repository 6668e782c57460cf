// Package api is Balie for machines: products, offers, appointments and events as JSON.
//
// Not built yet. What it will promise:
//
//   - One described interface that the tests hold every answer against.
//   - A refusal is problem+json with the same reason key as the pages.
//   - Every POST takes an idempotency key, and the same key never does a thing twice.
//   - Webhooks carry ids and reasons, never a person, and come at least once under a stable id.
//
// What it refuses: a client without a key, and a field it does not know.
//
// It may import booking, queue, outreach, booking/ledger and web's shared rooms.
package api
