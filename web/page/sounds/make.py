#!/usr/bin/env python3
"""Makes the sounds of the hall: a chime, and for each language one file with every word that a call is put
together from, beside a list of where each word stands in it. Needs espeak-ng and opus-tools (Debian).

    python3 web/page/sounds/make.py

The voice is that of espeak-ng; what a program says is not under its licence. A municipality that
records its own voice puts files of the same names in their place.
"""
import json, math, os, struct, subprocess, sys, tempfile, wave

HERE = os.path.dirname(os.path.abspath(__file__))
ASSETS = os.path.join(HERE, "..", "assets")
RATE = 22050

WORDS = {
    "nl": {"voice": "nl", "number": "nummer", "desk": "balie", "letters": {"A": "aa", "M": "em", "T": "tee"}, "hundreds": lambda n: "honderd" if n == 1 else f"{n}honderd"},
    "en": {"voice": "en-gb", "number": "number", "desk": "desk", "letters": {"A": "ay", "M": "em", "T": "tee"}, "hundreds": lambda n: f"{n} hundred and"},
    "de": {"voice": "de", "number": "Nummer", "desk": "Schalter", "letters": {"A": "a", "M": "em", "T": "te"}, "hundreds": lambda n: f"{n}hundert"},
}


def speak(voice, text):
    with tempfile.NamedTemporaryFile(suffix=".wav") as out:
        subprocess.run(["espeak-ng", "-v", voice, "-s", "135", "-g", "0", "-w", out.name, text], check=True)
        with wave.open(out.name) as w:
            assert w.getframerate() == RATE and w.getsampwidth() == 2 and w.getnchannels() == 1
            return list(struct.unpack(f"<{w.getnframes()}h", w.readframes(w.getnframes())))


def trim(samples, least=250):
    first = next((i for i, s in enumerate(samples) if abs(s) > least), 0)
    last = next((i for i, s in enumerate(reversed(samples)) if abs(s) > least), 0)
    return samples[max(0, first - RATE // 100):len(samples) - max(0, last - RATE // 25)]


def save(path, samples):
    with wave.open(path, "wb") as w:
        w.setnchannels(1)
        w.setsampwidth(2)
        w.setframerate(RATE)
        w.writeframes(struct.pack(f"<{len(samples)}h", *(max(-32768, min(32767, int(s))) for s in samples)))


def pack(samples, name):
    with tempfile.NamedTemporaryFile(suffix=".wav") as raw:
        save(raw.name, samples)
        subprocess.run(["opusenc", "--quiet", "--speech", "--bitrate", "14", "--serial", "1", "--discard-comments", raw.name, os.path.join(ASSETS, name)], check=True)


def chime():
    """Two soft strokes, a third apart."""
    out = [0.0] * int(RATE * 1.3)
    for begin, pitch in ((0.0, 784.0), (0.32, 622.25)):
        for i in range(int(RATE * 0.95)):
            t = i / RATE
            stroke = math.exp(-4.2 * t) * min(1, t * 200)
            out[int(begin * RATE) + i] += 9000 * stroke * (math.sin(2 * math.pi * pitch * t) + 0.25 * math.sin(4 * math.pi * pitch * t))
    return out


def main():
    pack(chime(), "chime.ogg")
    index = {}
    for tag, w in WORDS.items():
        said = {"number": w["number"], "desk": w["desk"], **w["letters"]}
        said.update({str(n): str(n) for n in range(1, 100)})
        said.update({str(n * 100): w["hundreds"](n) for n in range(1, 10)})
        sprite, places = [], {}
        for key, text in said.items():
            word = trim(speak(w["voice"], text))
            places[key] = [round(len(sprite) / RATE, 3), round(len(word) / RATE, 3)]
            sprite += word + [0] * (RATE // 20)
        pack(sprite, f"call-{tag}.ogg")
        index[tag] = places
    with open(os.path.join(ASSETS, "calls.json"), "w") as f:
        json.dump(index, f, separators=(",", ":"), sort_keys=True)
        f.write("\n")


if __name__ == "__main__":
    sys.exit(main())
