import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The accent: the blue-green of a ship's night watch, far from every severity's colour. */
const watch: MantineColorsTuple = [
  '#e2f0f3',
  '#c5e1e7',
  '#99cdd8',
  '#63c6da',
  '#3fa9bf',
  '#258ea5',
  '#147c92',
  '#0b6477',
  '#095464',
  '#07424f',
];

/** Surfaces and texts of the dark scheme, lightest first, as Mantine orders them. */
const dark: MantineColorsTuple = [
  '#e8ecef',
  '#c8d0d6',
  '#a0abb5',
  '#72808c',
  '#3f4a54',
  '#283038',
  '#1b2126',
  '#14191d',
  '#101417',
  '#0c0f12',
];

const gray: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f4f5',
  '#e8ecee',
  '#e0e4e7',
  '#c4cbd1',
  '#9aa4ad',
  '#6b7680',
  '#55606a',
  '#343e46',
  '#1d262d',
];

/** Mantine's theme, adapted: dense, neutral, one accent. */
export const theme = createTheme({
  primaryColor: 'watch',
  primaryShade: { light: 7, dark: 6 },
  colors: { watch, dark, gray },
  black: '#14191d',
  fontFamily: 'var(--wb-font)',
  fontFamilyMonospace: 'var(--wb-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.3' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.25' },
      h2: { fontSize: '15px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  spacing: { xs: '6px', sm: '10px', md: '16px', lg: '24px', xl: '36px' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    InputWrapper: { styles: { description: { fontSize: '12px', lineHeight: 1.4 }, error: { fontSize: '12px' } } },
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 600 } } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontSize: '16px', fontWeight: 650 }, content: { border: '1px solid var(--wb-line)' } },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Textarea: { defaultProps: { size: 'sm' } },
  },
});

const fromTokens = {
  '--mantine-color-placeholder': 'var(--wb-soft)',
  '--mantine-color-dimmed': 'var(--wb-soft)',
  '--mantine-color-error': 'var(--wb-text)',
  '--mantine-color-anchor': 'var(--wb-accent)',
  '--mantine-color-watch-text': 'var(--wb-accent)',
  '--mantine-color-watch-light': 'var(--wb-accent-ground)',
  '--mantine-color-watch-light-hover': 'color-mix(in srgb, var(--wb-accent) 16%, var(--wb-accent-ground))',
  '--mantine-color-watch-light-color': 'var(--wb-accent)',
  '--mantine-color-default-hover': 'var(--wb-hover)',
  '--mantine-color-default-border': 'var(--wb-line-strong)',
};

/** Hands the tokens of tokens.css to Mantine's own variables, so that every component speaks the same colours. */
export const variablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens });
