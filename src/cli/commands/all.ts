export { default as calendar } from './calendar.ts';
export { default as completion } from './completion.ts';
export { default as formats } from './formats.ts';
export { default as help } from './help.ts';
export { default as importFiles } from './import.ts';
export { default as init } from './init.ts';
export { default as template } from './template.ts';
