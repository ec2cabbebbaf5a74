"""Attacks `learn` with damaged files of every format that it reads (script/fuzz).

Each run takes a seed file, damages it, and hands it to a command that reads it. A run is a finding
where the program ends by a signal, says that the fault is its own (exit code 70), ends with a code
that it does not document, takes too long or too much memory, lets a control character out, changes
the file that it read, or leaves a temporary one.

A run depends on the seed and its number alone: `--run SEED NUMBER` makes it again.
"""

import os
import random
import re
import shutil
import signal
import sys
import tempfile
import threading
import time

from seeds import SMALL_DATA, make_seeds

TOO_LONG = 20  # seconds of a processor; other runs and trainings share those of the machine
AT_MOST = 3 * TOO_LONG  # seconds by the clock: what waits for something hangs, too
TOO_MUCH = 400 << 10  # kB
CODES = {0, 1, 64, 65, 66, 73}
# What a terminal must not get: see `printable`.
COMMANDS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Mutation:
    """Damages texts and bytes."""

    NUMBERS = """0 -1 1 1e400 -1e400 1e-400 NaN inf -inf 9223372036854775807 9223372036854775808
        -9223372036854775809 99999999999999999999 0.1234567890123456789 999999.999999999 100 -100
        1000000 1e9 0x7f 1_000 ٣ ½ 3/4 -0 -0.0 .5 5. 65536 4294967296 1e15 99.9999 0.0001 0.001
        10000 20000 99.999 -999999""".split()
    TOKENS = """` ``` ~~~ * ** _ [ ] ( ) { } {{ }} $ $$ > # - + | \\ / : ; , & ! ' " < > = ^ ~ \t
        \\frac{ \\left( \\right) \\sqrt{ \\begin{matrix} & \\\\ \\end{matrix} \\text{ \\hat{ ^{ _{
        --- ... {{gate.steps}} $x$ $x_1^2$ <!-- --> <b> &amp; ![x](y) [x](y) *** ```experiment
        ```figure ```question ```table ```walk ```reading ```original [[ {a: - ? %TAG &a *a |
        name: show: steps: all blank: of: step: 1 0 -1 é ﬁ ‏ \u202e \x1b[2J \x9b2J \x07 \u0301 👩‍🏫
        日 \u2028 \ufeff \u00a0 مرحبا \ud7ff \U0010ffff""".split(" ")

    def __init__(self, chance):
        self.chance = chance

    def text(self, data):
        """Cut, copied, swapped and doubled pieces; extremes for numbers; nests and crowds."""
        chance = self.chance
        for _ in range(chance.choice([1, 1, 1, 2, 2, 3, 5, 8])):
            data = data[: 1 << 20]
            lines = data.split("\n")
            place = chance.randrange(len(data) + 1)
            row = chance.randrange(len(lines))
            kind = chance.randrange(12)
            if kind <= 3:
                numbers = list(re.finditer(r"-?\d+(\.\d+)?", data))
                if numbers:
                    found = chance.choice(numbers)
                    number = chance.choice(self.NUMBERS)
                    data = data[: found.start()] + number + data[found.end() :]
            elif kind == 4:
                data = data[:place] + chance.choice(self.TOKENS) + data[place:]
            elif kind == 5:
                data = data[:place] + data[place + chance.randrange(1, 40) :]
            elif kind == 6:
                lines.insert(chance.randrange(len(lines)), lines[row])
                data = "\n".join(lines)
            elif kind == 7:
                del lines[row]
                data = "\n".join(lines)
            elif kind == 8:
                other = chance.randrange(len(lines))
                lines[row], lines[other] = lines[other], lines[row]
                data = "\n".join(lines)
            elif kind == 9:
                words = re.findall(r"[A-Za-z-]+", data)
                found = re.search(r"[A-Za-z-]+", data[place:])
                if words and found:
                    start = place + found.start()
                    data = data[:start] + chance.choice(words) + data[place + found.end() :]
            elif kind == 10:
                crowd = chance.choice(self.TOKENS) * chance.choice([2, 9, 40, 300, 3000, 30000])
                data = data[:place] + crowd + data[place:]
            else:
                piece = data[place : place + chance.randrange(1, 200)]
                data = data[:place] + piece * chance.choice([2, 5, 30, 200]) + data[place:]
        return data

    def bytes(self, data):
        """As the tests of the readers do: bits, extremes, cuts."""
        chance = self.chance
        data = bytearray(data)
        for _ in range(chance.choice([1, 1, 2, 3, 5])):
            if not data:
                break
            # Headers stand at the beginning.
            length = len(data) if chance.random() < 0.5 else min(len(data), 600)
            place = chance.randrange(length)
            kind = chance.randrange(7)
            if kind == 0:
                data[place] = chance.randrange(256)
            elif kind == 1:
                data[place] ^= 1 << chance.randrange(8)
            elif kind == 2:
                data[place] = chance.choice([0, 1, 127, 128, 255])
            elif kind == 3:
                del data[place : place + chance.randrange(1, 9)]
            elif kind == 4:
                data[place:place] = data[place : place + 16]
            elif kind == 5:
                data[place : place + 4] = b"\xff" * 4
            else:
                del data[place:]
        return bytes(data)


class Attack:
    def __init__(self, learn, seed, scratch):
        self.learn = learn
        self.seed = seed
        self.scratch = scratch
        self.seeds = make_seeds(learn, scratch)
        self.lock = threading.Lock()
        self.counts = {}
        self.findings = []
        self.peak = (0, "")
        self.slowest = (0.0, "")

    def run(self, number, keeps=None):
        """One run; returns what was found, None for nothing."""
        chance = random.Random(f"{self.seed}:{number}")
        seed = chance.choice(self.seeds)
        folder = keeps or tempfile.mkdtemp(dir=self.scratch)
        os.makedirs(folder, exist_ok=True)
        damage = Mutation(chance)
        if isinstance(seed.data, str):
            data = damage.text(seed.data)[: seed.most].encode("utf-8", "surrogatepass")
            if chance.random() < 0.1:
                data = damage.bytes(data)
        else:
            data = damage.bytes(seed.data)
        path = os.path.join(folder, seed.file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        for name, content in seed.beside.items():
            place = os.path.join(folder, name)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as file:
                file.write(content)
        with open(path, "wb") as file:
            file.write(data)
        words = [self.learn] + chance.choice(seed.commands)
        code, seconds, busy, kilobytes, text = self.call(words, folder)
        found = None
        if code < 0:
            name = signal.Signals(-code).name
            found = "hang" if code == -signal.SIGKILL else f"signal {name}"
        elif busy > TOO_LONG:
            found = "hang"
        elif code not in CODES:
            found = f"exit code {code}"
        elif kilobytes > TOO_MUCH:
            found = f"memory {kilobytes >> 10} MB"
        elif COMMANDS.search(text):
            found = f"control character {COMMANDS.search(text).group()!r}"
        elif not seed.is_replaced and open(path, "rb").read() != data:
            found = "changed input"
        elif any(n.startswith(".learn-") for _, _, names in os.walk(folder) for n in names):
            found = "temporary file"
        elif seed.expected is not None and code == 0 and text != seed.expected:
            found = "another result"
        label = f"run {number}: {seed.format}: learn {' '.join(words[1:])}"
        with self.lock:
            runs, codes = self.counts.setdefault(seed.format, [0, {}])
            self.counts[seed.format][0] = runs + 1
            codes[code] = codes.get(code, 0) + 1
            self.peak = max(self.peak, (kilobytes, label))
            self.slowest = max(self.slowest, (seconds, label))
            if found:
                self.findings.append((found, label))
                print(f"FOUND {found}: {label}", flush=True)
        if keeps:
            print(text)
        elif found:
            kept = os.path.join("Output/fuzz", f"{self.seed}-{number}")
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept, symlinks=True)
            shutil.rmtree(folder)
        else:
            shutil.rmtree(folder)
        return found

    def call(self, words, folder):
        environment = {
            "PATH": "/usr/bin:/bin", "HOME": self.scratch + "/home", "LEARN_DATA": folder,
            "XDG_CACHE_HOME": folder + "/cache",
            "LEARN_LESSONS": os.path.abspath("Lessons"),
        }
        out = os.path.join(self.scratch, f"out-{threading.get_ident()}")
        start = time.monotonic()
        with open(out, "wb") as file:
            pid = os.fork()
            if pid == 0:
                os.chdir(folder)
                os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
                os.execve(words[0], words, environment)
            timer = threading.Timer(AT_MOST, lambda: os.kill(pid, signal.SIGKILL))
            timer.start()
            _, status, usage = os.wait4(pid, 0)
            timer.cancel()
        with open(out, "rb") as file:
            text = file.read(8 << 20).decode("utf-8", "replace")
        code = os.waitstatus_to_exitcode(status)
        busy = usage.ru_utime + usage.ru_stime
        return code, time.monotonic() - start, busy, usage.ru_maxrss, text

    def summary(self, seconds):
        for name, (runs, codes) in sorted(self.counts.items()):
            ends = ", ".join(f"{code}: {n}" for code, n in sorted(codes.items()))
            print(f"{name:16} {runs:6} runs   exit codes {ends}")
        runs = sum(runs for runs, _ in self.counts.values())
        signals = sum("signal" in found for found, _ in self.findings)
        hangs = sum(found == "hang" for found, _ in self.findings)
        print(f"most memory {self.peak[0] >> 10} MB ({self.peak[1]})")
        print(f"longest {self.slowest[0]:.1f} s ({self.slowest[1]})")
        print(
            f"{runs} runs in {seconds:.0f} s, seed {self.seed}: {signals} signals, {hangs} hangs, "
            f"{len(self.findings) - signals - hangs} other findings"
        )


def main():
    learn = os.path.abspath(sys.argv[1])
    words = sys.argv[2:]
    sys.stdout.reconfigure(errors="backslashreplace")
    scratch = tempfile.mkdtemp(prefix="learn-fuzz-")
    try:
        if words[0] == "--run":
            attack = Attack(learn, int(words[1]), scratch)
            folder = os.path.abspath(f"Output/fuzz/again-{words[1]}-{words[2]}")
            shutil.rmtree(folder, ignore_errors=True)
            found = attack.run(int(words[2]), keeps=folder)
            attack.summary(0)
            print(f"{folder}: {found or 'nothing found'}")
            sys.exit(1 if found else 0)
        attack = Attack(learn, int(words[1]) if len(words) > 1 else 1, scratch)
        start = time.monotonic()
        end = start + 60 * float(words[0])
        numbers = iter(range(1 << 60))

        def work():
            while time.monotonic() < end:
                with attack.lock:
                    number = next(numbers)
                attack.run(number)

        threads = [threading.Thread(target=work) for _ in range(os.cpu_count() or 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        attack.summary(time.monotonic() - start)
        sys.exit(1 if attack.findings else 0)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
