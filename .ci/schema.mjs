// Writes the JSON schema of the JSON report, from the schema that the reader of reports uses. Part of the build.
import { writeFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { reportSchema, reportVersion } from '../dist/src/model/report.js'

const schema = {
  $id: `leaklab-report-${reportVersion}`,
  title: `The JSON report of leaklab, version ${reportVersion}`,
  // A check that is a function has no form in a JSON schema, and some validators refuse a format that they do not know.
  ...toJsonSchema(reportSchema, { target: 'draft-07', ignoreActions: ['check', 'iso_timestamp'] }),
}
writeFileSync(new URL('../dist/report.schema.json', import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)
