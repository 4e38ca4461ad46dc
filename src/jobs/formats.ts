// The way from the command line to what ingest knows of formats: nothing is stored, so nothing is asked of the store.
export {
  formats,
  LIMITS,
  recognise,
  templateOf,
  unpack,
  type ByteSource,
  type FormatInfo,
  type Recognition,
} from '../ingest/index.ts';
