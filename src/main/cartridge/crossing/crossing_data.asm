;==============================================================================
; CROSSING: tables.  CC0 1.0, see crossing.asm, which includes this file.
; A table read in a kernel must not cross a page: that would cost one cycle more.
;==============================================================================
; ---- traffic: pattern p = (lane + mode) mod 8; speeds in 1/256 column a frame --------
SpdLo   .byte <320,<272,<208,<336,<320,<288,<384,<192
SpdHi   .byte >320,>272,>208,>336,>320,>288,>384,>192
Kind    .byte 0,2,0,5,0,1,0,5
X0      .byte 150,100,50,130,0,40,10,140       ; where the cars start, by lane
; by kind (NUSIZ1 value): car's width + 7, and how far right the second car is
KindW   .byte 15,15,15,15,15,23,15,15
KindO   .byte 0,16,32,0,64,0,0,0

; ---- the walker: address of each picture ---------------------------------------------
SprLo   .byte <Walk0,<Walk1,<Hit
SprHi   .byte >Walk0,>Walk1,>Hit

        INCLUDE "../bar.asm"

; ---- the walker's pictures, with empty lines between: the kernels read the row of
;      every line of the playfield, nearly all of them empty -----------------------------
        ALIGN 256
        REPEAT LINES
        .byte 0
        REPEND
Walk0   .byte %00011000
        .byte %00011001
        .byte %11011011
        .byte %11111111
        .byte %01100110
        .byte %01111110
        .byte %01100110
        .byte %11111111
        .byte %11011011
        .byte %10000000
        REPEAT LINES
        .byte 0
        REPEND
Walk1   .byte %00011000
        .byte %10011000
        .byte %11011011
        .byte %11111111
        .byte %01100110
        .byte %01111110
        .byte %01100110
        .byte %11111111
        .byte %11011011
        .byte %00000001
        REPEAT LINES
        .byte 0
        REPEND
Hit     .byte %10000001
        .byte %01011010
        .byte %00111100
        .byte %01100110
        .byte %11011011
        .byte %11011011
        .byte %01100110
        .byte %00111100
        .byte %01011010
        .byte %10000001
        REPEAT LINES
        .byte 0
        REPEND

; ---- the car's position: column -> turns of the delay loop, and the HM value -------------
; Column 255 stands for 159: a car of double width at column 0 is placed one to the left.
        ALIGN 256
CoarseT
X       SET 0
        REPEAT 160
        .byte (X+4)/15
X       SET X+1
        REPEND
; (95 bytes between: small tables)
GoalBk  .byte GRASS,GRASS,GRASS,GRASS,GRASS,GRASS,GRASS ; grass at the top, by line
        .byte GRASS,GRASS,GRASS,GRASS,GRASS,GRASS,KERB
GoalPf  .byte GRASS,GRASS,$C4,$C4,GRASS,GRASS,GRASS     ; tufts: a lighter playfield
        .byte GRASS,$C4,$C4,GRASS,GRASS,GRASS,KERB
StartBk .byte KERB
        .byte GRASS,GRASS,GRASS,GRASS,GRASS,GRASS,GRASS,GRASS,GRASS
        .byte GRASS,GRASS,GRASS,GRASS,GRASS,GRASS,GRASS,GRASS
StartPf .byte KERB
        .byte GRASS,GRASS,GRASS,$C4,$C4,GRASS,GRASS,GRASS,GRASS
        .byte GRASS,$C4,$C4,GRASS,GRASS,GRASS,GRASS,GRASS
        ORG CoarseT+255
        .byte (159+4)/15
FineT
X       SET 0
        REPEAT 160
        .byte ((7-(X+4)%15)&15)<<4
X       SET X+1
        REPEND
; lanes, top to bottom
LnTop
X       SET 0
        REPEAT LANES
        .byte GOALH+X*LANEH     ; row 0
X       SET X+1
        REPEND
LnEnd
X       SET 0
        REPEAT LANES
        .byte GOALH+X*LANEH+15  ; row 15
X       SET X+1
        REPEND
LnRef   .byte 8,8,8,8,0,0,0,0   ; pictures drive right; the upper lanes are mirrored
LnBk    .byte ROAD,ROAD,ROAD,$18,ROAD,ROAD,ROAD,KERB    ; marking below the lane
LnPf    .byte $0A,$0A,$0A,$18,$0A,$0A,$0A,KERB
AdjT    .byte 0,0,0,0,0,255,0,0 ; by kind
        ORG FineT+255
        .byte ((7-(159+4)%15)&15)<<4

; ---- the cars, by line of the playfield ---------------------------------------------------
        MAC CAR         ; rows 0-2, ten rows of a car, rows 13-15
        .byte 0,0,0
        .byte %01100110
        .byte %11111110
        .byte %11111111
        .byte %11011011
        .byte %11011001
        .byte %11011001
        .byte %11011011
        .byte %11111111
        .byte %11111110
        .byte %01100110
        .byte 0,0,0
        ENDM
        MAC VAN         ; a lorry when double width
        .byte 0,0,0
        .byte %01100110
        .byte %11111011
        .byte %11111011
        .byte %11111111
        .byte %11111110
        .byte %11111110
        .byte %11111111
        .byte %11111011
        .byte %11111011
        .byte %01100110
        .byte 0,0,0
        ENDM
        MAC RACER
        .byte 0,0,0
        .byte %11000110
        .byte %11001110
        .byte %11111100
        .byte %10111111
        .byte %10010111
        .byte %10010111
        .byte %10111111
        .byte %11111100
        .byte %11001110
        .byte %11000110
        .byte 0,0,0
        ENDM
        ALIGN 256
CarGfx  REPEAT GOALH
        .byte 0
        REPEND
        CAR
        CAR
        RACER
        VAN
        CAR
        CAR
        RACER
        VAN
        ALIGN 256
CarCol  REPEAT GOALH
        .byte 0
        REPEND
        MAC PAINT       ; dark wheels, a body with a lighter middle
        .byte 0,0,0,$06,{1},{1},{2},{2},{2},{2},{1},{1},$06,0,0,0
        ENDM
        PAINT $44,$46   ; red
        PAINT $96,$98   ; blue
        PAINT $28,$2A   ; orange
        PAINT $D6,$D8   ; green
        PAINT $56,$58   ; magenta
        PAINT $0A,$0C   ; white
        PAINT $66,$68   ; purple
        PAINT $A8,$AA   ; turquoise

        ALIGN 256
        INCLUDE "../font.asm"
