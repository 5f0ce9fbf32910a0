;==============================================================================
; ANGLER: tables.  CC0 1.0, see angler.asm, which includes this file.
; A table read in a kernel must not cross a page: that would cost one cycle more.
;==============================================================================
Waters  .byte $88,$82,$9A,$94,$06       ; still, still and deep, rapids, rapids and deep, mist
; ---- the line by frames of strain: white, yellow, red ----------------------------------
Strain  .byte $0E,$0E,$1E,$1E,$3C,$48

; ---- pictures by row: nowhere, above, below -----------------------------------------------
FishLo  .byte <Nothing,<FishUp,<FishDn
FishHi  .byte >Nothing,>FishUp,>FishDn
LineLo  .byte <Nothing,<LineUp,<LineDn
LineHi  .byte >Nothing,>LineUp,>LineDn
; ---- waves: none, and two that take turns ----------------------------------------------------
WaveLo  .byte <Nothing,<Waves,<Waves2
WaveHi  .byte >Nothing,>Waves,>Waves2

        INCLUDE "../bar.asm"

; ---- rows 0-7 meadow, 8-35 water, 36-43 bank, 44-71 water, 72-79 meadow; one more ---------------
        ALIGN 256
Band    REPEAT 8
        .byte 0
        REPEND
        REPEAT 28
        .byte 1
        REPEND
        REPEAT 8
        .byte 2
        REPEND
        REPEAT 28
        .byte 1
        REPEND
        REPEAT 9
        .byte 0
        REPEND
Angler  REPEAT 34
        .byte 0
        REPEND
        .byte %00011000
        .byte %00111100
        .byte %00011000
        .byte %01111110
        .byte %11011011
        .byte %10011001
        .byte %00111100
        .byte %00100100
        .byte %00100100
        .byte %01100110
        REPEAT 36
        .byte 0
        REPEND
Nothing REPEAT ROWS
        .byte 0
        REPEND
        ALIGN 256
        MAC FISH
        .byte %00011100
        .byte %10111110
        .byte %11111011
        .byte %11111111
        .byte %10111110
        .byte %00011100
        ENDM
FishUp  REPEAT 18
        .byte 0
        REPEND
        FISH
        REPEAT 56
        .byte 0
        REPEND
FishDn  REPEAT 54
        .byte 0
        REPEND
        FISH
        REPEAT 20
        .byte 0
        REPEND
LineUp  REPEAT 20
        .byte 0
        REPEND
        REPEAT 14
        .byte 2
        REPEND
        REPEAT 46
        .byte 0
        REPEND
        ALIGN 256
LineDn  REPEAT 44
        .byte 0
        REPEND
        REPEAT 14
        .byte 2
        REPEND
        REPEAT 22
        .byte 0
        REPEND
Waves   REPEAT 10
        .byte 0
        REPEND
        REPEAT 6
        .byte %01100000,%00000000,%00000110,%00000000
        REPEND
        REPEAT 12
        .byte 0
        REPEND
        REPEAT 6
        .byte %01100000,%00000000,%00000110,%00000000
        REPEND
        REPEAT 12
        .byte 0
        REPEND
Waves2  = Waves+2

        ALIGN 256
        INCLUDE "../font.asm"
