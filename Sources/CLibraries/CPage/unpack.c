// Unpacks the engine in the page: LZMA as `xz --format=lzma` writes it ("LZMA specification" of
// the 7-zip sources, public domain), a third denser on this kind of bytes than the gzip that
// browsers know. A module of its own of 2 kB, without a library: memory begins with the packed
// bytes, behind them lies what comes out.
#include <stdint.h>

extern uint8_t __heap_base;

enum { pageSize = 65536, bits = 11, half = 1 << (bits - 1), moves = 5, states = 12 };
typedef uint16_t Share;  // of zeros, in 2048ths

static const uint8_t *input, *inputEnd;
static uint32_t range, code;
static int isBroken;

static int reserve(uintptr_t end) {
  uintptr_t have = __builtin_wasm_memory_size(0) * pageSize;
  if (end <= have) return 1;
  return __builtin_wasm_memory_grow(0, (end - have + pageSize - 1) / pageSize) != (uintptr_t)-1;
}

// Memory for `count` packed bytes; nothing where there is not that much.
__attribute__((export_name("room"))) uint8_t *room(uint32_t count) {
  return reserve((uintptr_t)&__heap_base + count) ? &__heap_base : 0;
}

static void normalize(void) {
  if (range >= 1u << 24) return;
  range <<= 8;
  if (input == inputEnd) isBroken = 1;
  code = code << 8 | (input < inputEnd ? *input++ : 0);
}

static int bit(Share *share) {
  uint32_t bound = (range >> bits) * *share;
  int isOne = code >= bound;
  if (isOne) {
    range -= bound;
    code -= bound;
    *share -= *share >> moves;
  } else {
    range = bound;
    *share += ((1 << bits) - *share) >> moves;
  }
  normalize();
  return isOne;
}

static uint32_t evenBits(int count) {
  uint32_t value = 0;
  while (count--) {
    range >>= 1;
    uint32_t isOne = code >= range;
    if (isOne) code -= range;
    value = value << 1 | isOne;
    normalize();
  }
  return value;
}

static uint32_t tree(Share *shares, int count) {
  uint32_t place = 1;
  for (int i = 0; i < count; i++) place = place << 1 | bit(shares + place);
  return place - (1u << count);
}

static uint32_t reverseTree(Share *shares, int count) {
  uint32_t place = 1, value = 0;
  for (int i = 0; i < count; i++) {
    int one = bit(shares + place);
    place = place << 1 | one;
    value |= one << i;
  }
  return value;
}

typedef struct {
  Share first, second, low[16][8], middle[16][8], high[256];
} Lengths;

static uint32_t lengthOf(Lengths *shares, int position) {
  if (!bit(&shares->first)) return tree(shares->low[position], 3);
  if (!bit(&shares->second)) return 8 + tree(shares->middle[position], 3);
  return 16 + tree(shares->high, 8);
}

// All shares in one struct, so that one loop sets them to even chances.
static struct {
  Share match[states][16], repeat[states], repeat1[states], repeat2[states], repeat3[states];
  Share longRepeat[states][16], slots[4][64], special[128], align[16];
  Lengths lengths, repeatLengths;
  Share literals[0x300 << 8];  // lc + lp are at most 8
} shares;

static uint8_t *output;
static uint32_t size;

// Where the unpacked bytes begin.
__attribute__((export_name("place"))) uint8_t *place(void) { return output; }

// Unpacks `count` bytes; the number that came out, 0 for what is no LZMA or damaged.
__attribute__((export_name("unpack"))) uint32_t unpack(uint32_t count) {
  input = &__heap_base;
  inputEnd = input + count;
  isBroken = 0;
  size = 0;
  if (count < 18 || input[0] >= 9 * 5 * 5) return 0;
  uint32_t lc = input[0] % 9, lp = input[0] / 9 % 5, pb = input[0] / 45;
  if (lc + lp > 8) return 0;
  // Bytes 1 to 4 tell the window, 5 to 12 the size, -1 where it is not known: an end is marked.
  uint32_t wanted = input[5] | input[6] << 8 | input[7] << 16 | (uint32_t)input[8] << 24;
  for (uint32_t i = 0; i < sizeof shares / sizeof(Share); i++) ((Share *)&shares)[i] = half;
  range = 0xFFFFFFFF;
  code = 0;
  for (int i = 14; i < 18; i++) code = code << 8 | input[i];
  input += 18;
  output = (uint8_t *)(((uintptr_t)inputEnd + 15) & ~(uintptr_t)15);
  uint32_t state = 0, distances[4] = {0, 0, 0, 0}, room = 0;
  while (!isBroken && size != wanted) {
    // A match has 273 bytes at most.
    if (size + 512 > room) {
      room += 16 * pageSize;
      if (!reserve((uintptr_t)output + room)) return 0;
    }
    uint32_t position = size & ((1u << pb) - 1);
    if (!bit(&shares.match[state][position])) {
      uint32_t before = size ? output[size - 1] : 0;
      uint32_t context = ((size & ((1u << lp) - 1)) << lc) + (before >> (8 - lc));
      Share *literal = shares.literals + 0x300 * context;
      uint32_t sign = 1;
      if (state >= 7) {
        uint32_t match = output[size - distances[0] - 1];
        while (sign < 0x100) {
          uint32_t matched = match >> 7 & 1;
          match <<= 1;
          uint32_t found = bit(literal + ((1 + matched) << 8) + sign);
          sign = sign << 1 | found;
          if (matched != found) break;
        }
      }
      while (sign < 0x100) sign = sign << 1 | bit(literal + sign);
      output[size++] = (uint8_t)sign;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    uint32_t length;
    if (bit(&shares.repeat[state])) {
      if (!size) return 0;
      if (!bit(&shares.repeat1[state])) {
        if (!bit(&shares.longRepeat[state][position])) {
          if (distances[0] >= size) return 0;
          output[size] = output[size - distances[0] - 1];
          size++;
          state = state < 7 ? 9 : 11;
          continue;
        }
      } else {
        int which = 1;
        if (bit(&shares.repeat2[state])) which = 2 + bit(&shares.repeat3[state]);
        uint32_t distance = distances[which];
        for (; which > 0; which--) distances[which] = distances[which - 1];
        distances[0] = distance;
      }
      length = lengthOf(&shares.repeatLengths, position);
      state = state < 7 ? 8 : 11;
    } else {
      for (int i = 3; i > 0; i--) distances[i] = distances[i - 1];
      length = lengthOf(&shares.lengths, position);
      state = state < 7 ? 7 : 10;
      uint32_t slot = tree(shares.slots[length < 4 ? length : 3], 6);
      uint32_t distance = slot;
      if (slot >= 4) {
        int direct = (int)(slot >> 1) - 1;
        distance = (2 | (slot & 1)) << direct;
        if (slot < 14) {
          distance += reverseTree(shares.special + distance - slot, direct);
        } else {
          distance += evenBits(direct - 4) << 4;
          distance += reverseTree(shares.align, 4);
        }
      }
      if (distance == 0xFFFFFFFF) return isBroken ? 0 : size;
      distances[0] = distance;
    }
    if (distances[0] >= size) return 0;
    for (length += 2; length && size != wanted; length--, size++) {
      output[size] = output[size - distances[0] - 1];
    }
  }
  return isBroken ? 0 : size;
}
