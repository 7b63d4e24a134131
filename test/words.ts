// Gives errors their sentences in every test, as each door of the package does.
import '../src/report/words/words.ts'
