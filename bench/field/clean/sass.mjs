// sass: Dart compiled to JavaScript, with type caches and zones of its own.
import { compileString } from 'sass'

const source = `
$colors: (info: #06c, warn: #c60);
@mixin badge($color) { border: 1px solid darken($color, 10%); &:hover { color: lighten($color, 20%); } }
@each $name, $color in $colors { .badge-#{$name} { @include badge($color); width: calc(100% - #{1px + 2px}); } }
`

export default () => () => compileString(source, { logger: { warn() {}, debug() {} } }).css
