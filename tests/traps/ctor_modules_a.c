/* Constructors of two outputs of lto-par and a native object: by priority, and in link order within one. */
void note(char c);
__attribute__((constructor(300))) static void early(void) { note('b'); }
__attribute__((constructor)) static void first(void) { note('d'); }
__attribute__((constructor)) static void second(void) { note('e'); }
