// Names whose width is not their length: flags, joined and new emoji, conjoining Hangul, CJK, combining marks.

export const mixedNames = [
  'flags 🇩🇪🇫🇷',
  'Wales \u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}',
  'family 👨‍👩‍👧 and 👍🏽',
  'new 🫠🫠🫨',
  'Hangul \u1112\u1161\u11ab\u1100\u1173\u11af',
  'cache 缓存テスト',
  'ﾊﾞﾝﾄﾞ नमस्ते',
  'e\u0301te\u0301 ☺️ 1️⃣',
]
