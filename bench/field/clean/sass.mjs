// sass: Dart compiled to JavaScript, with type caches and zones of its own.
import { compileString } from 'sass'

const source = `
$colours: (info: #06c, warn: #c60);
@mixin badge($colour) { border: 1px solid darken($colour, 10%); &:hover { color: lighten($colour, 20%); } }
@each $name, $colour in $colours { .badge-#{$name} { @include badge($colour); width: calc(100% - #{1px + 2px}); } }
`

export default () => () => compileString(source, { logger: { warn() {}, debug() {} } }).css
