package ledger

// What Update and View answer beside the refusals of the function they run.
var (
	// ErrBusy: the queue of writers is full, or the context ended before the function ran.
	// Nothing was done.
	ErrBusy = Refuse(Busy, "busy")
	// ErrFull: the disk is full. Nothing was done; reading goes on, and writing as soon as there is room.
	ErrFull = Refuse(Busy, "storage.full")
	// ErrUnknown: the context ended while the function was being committed. It may have been done.
	ErrUnknown = Refuse(UnknownOutcome, "outcome.unknown")
	// ErrFailed: the disk refused to say whether a commit is durable. Reading goes on; writing
	// starts again after a restart, which reads what the disk really holds.
	ErrFailed = Refuse(Internal, "storage.failed")
	// ErrClosed: the ledger was closed.
	ErrClosed = Refuse(Busy, "closing")
	// ErrPanic: the function panicked. Nothing was done.
	ErrPanic = Refuse(Internal, "internal")
	// ErrNested: Update was called inside a function of Update, which would wait for itself for ever.
	ErrNested = Refuse(Internal, "internal.nested")
	// ErrTooLarge: one transaction wrote more than the engine takes in one batch. Write in chunks.
	ErrTooLarge = Refuse(Invalid, "transaction.large")
	// ErrDamaged: a record's checksum is wrong. The file was damaged outside Balie.
	ErrDamaged = Refuse(Internal, "storage.damaged")
	// ErrNoRecord: there is no record under this key.
	ErrNoRecord = Refuse(NotFound, "record")
	// ErrInUse: another process has the file open.
	ErrInUse = Refuse(Busy, "file.inuse")
	// ErrOnce: the same idempotency key came with another request.
	ErrOnce = Refuse(Conflict, "once.other")
	// ErrNoKey: the form came without its own key.
	ErrNoKey = Refuse(Invalid, "once.key")
	// ErrNoDigest: a request is to be answered once, and nothing says what was asked: a fault in the program.
	ErrNoDigest = Refuse(Internal, "internal.digest")
)
