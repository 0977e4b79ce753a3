void note(char c);
__attribute__((constructor(200))) static void early(void) { note('a'); }
__attribute__((constructor)) static void first(void) { note('f'); }
__attribute__((constructor(300))) static void late(void) { note('c'); }
__attribute__((constructor)) static void second(void) { note('g'); }
