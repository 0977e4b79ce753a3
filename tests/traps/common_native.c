/* -fcommon */
char buffer[4096];
int counter;
void fill(void) { for (unsigned i = 0; i < sizeof buffer; i++) buffer[i] = 0x55; }
